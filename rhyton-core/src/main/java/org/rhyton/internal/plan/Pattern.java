package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/** What a formula looks like on a tape: matched from its last operation backwards. */
@FunctionalInterface
interface Pattern {
    boolean matches(Tape.Operand operand, Match match);

    /** Any operand, but the same one wherever the number occurs. */
    static Pattern any(int number) {
        return (operand, match) -> {
            Tape.@Nullable Operand known = match.operands[number];
            match.operands[number] = operand;
            return known == null || known.equals(operand);
        };
    }

    /** An operand that is not one number for all elements. */
    static Pattern vector(int number) {
        return (operand, match) -> !match.isNumber(operand) && any(number).matches(operand, match);
    }

    /** One number for all elements. */
    static Pattern number(int number) {
        return (operand, match) -> match.isNumber(operand) && any(number).matches(operand, match);
    }

    static Pattern map(Unary function, Pattern x) {
        return apply(new Tape.Action.Map1(function), 1, x);
    }

    static Pattern map(Binary function, Pattern x, Pattern y) {
        return apply(new Tape.Action.Map2(function), 1, x, y);
    }

    /**
     * A function whose result so many instructions (or stores) use, those within the formula counted; the formula's own
     * result may have any number of users.
     */
    static Pattern apply(Tape.Action action, int users, Pattern... parts) {
        return (operand, match) -> {
            if (!(operand instanceof Tape.Operand.Register(int index))) return false;
            if (index != match.last && match.uses[index] != users) return false;
            Tape.Instruction instruction = match.tape.instructions.get(index);
            if (instruction.lane() != Lane.FLOAT || !instruction.action().equals(action)) return false;
            if (index != match.last) match.inner.add(index);
            for (int i = 0; i < parts.length; i++) {
                if (!parts[i].matches(instruction.operands().get(i), match)) return false;
            }
            return true;
        };
    }

    /** A literal of this value. */
    static Pattern literal(double value) {
        return (operand, match) -> operand.equals(new Tape.Operand.Literal(value));
    }

    /** What matches one pattern or else another. */
    static Pattern either(Pattern first, Pattern second) {
        return (operand, match) -> {
            Tape.@Nullable Operand[] operands = match.operands.clone();
            int inner = match.inner.size();
            if (first.matches(operand, match)) return true;
            System.arraycopy(operands, 0, match.operands, 0, operands.length);
            match.inner.subList(inner, match.inner.size()).clear();
            return second.matches(operand, match);
        };
    }

    /** The same, noting the operand under a number. */
    static Pattern named(int number, Pattern pattern) {
        return (operand, match) -> any(number).matches(operand, match) && pattern.matches(operand, match);
    }

    /** What one attempt has found. */
    final class Match {
        /** By number. */
        final Tape.@Nullable Operand[] operands;

        /** The instructions of the formula. */
        final List<Integer> inner = new ArrayList<>();

        private final Tape tape;
        private final int last;
        private final int[] uses;

        /**
         * @param last the register of the formula's result
         * @param numbers how many operands the formula names
         */
        Match(Tape tape, int last, int numbers) {
            this.tape = tape;
            this.last = last;
            this.operands = new Tape.Operand[numbers];
            this.uses = new int[tape.instructions.size()];
            for (Tape.Instruction instruction : tape.instructions)
                instruction.operands().forEach(this::count);
            tape.stores.forEach(store -> uses[store.register()]++);
        }

        private void count(Tape.Operand operand) {
            if (operand instanceof Tape.Operand.Register(int index)) uses[index]++;
        }

        /** The operands with numbers from one to before another. */
        List<Tape.Operand> operands(int from, int to) {
            List<Tape.Operand> found = new ArrayList<>();
            for (Tape.@Nullable Operand operand : Arrays.copyOfRange(operands, from, to)) {
                if (operand != null) found.add(operand);
            }
            return found;
        }

        private boolean isNumber(Tape.Operand operand) {
            return switch (operand) {
                case Tape.Operand.Literal literal -> true;
                case Tape.Operand.Register register -> false;
                case Tape.Operand.Leaf(int index) -> {
                    View view = tape.leaves.get(index);
                    yield view.value().dtype == DType.FLOAT32
                            && view.strides().stream().allMatch(stride -> stride.is(0));
                }
            };
        }
    }
}
