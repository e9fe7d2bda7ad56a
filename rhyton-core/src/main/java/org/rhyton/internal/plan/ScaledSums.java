package org.rhyton.internal.plan;

import static org.rhyton.internal.plan.Pattern.map;
import static org.rhyton.internal.plan.Pattern.number;
import static org.rhyton.internal.plan.Pattern.vector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.kernel.Binary;

/**
 * Finds sums x + y·s and differences x − y·s on a tape, s being a number, and makes one instruction of each, with the same
 * bits: what penalties add to gradients, and what the simple optimizers do.
 *
 * <p>The instruction's operands: x, y, s.
 */
final class ScaledSums {
    /** The operand that is a number. */
    static final int NUMBER = 2;

    private static final Pattern PRODUCT =
            Pattern.either(map(Binary.MUL, vector(1), number(NUMBER)), map(Binary.MUL, number(NUMBER), vector(1)));

    private static final Pattern SUM =
            Pattern.either(map(Binary.ADD, vector(0), PRODUCT), map(Binary.ADD, PRODUCT, vector(0)));

    private static final Pattern DIFFERENCE = map(Binary.SUB, vector(0), PRODUCT);

    private static final Pattern DOUBLE = map(Binary.MUL, vector(0), Pattern.literal(2));

    private ScaledSums() {}

    /** Changes the tape where it can. */
    static void fold(Tape tape) {
        for (int i = 0; i < tape.instructions.size(); i++) {
            if (!fold(tape, i, SUM, false)) fold(tape, i, DIFFERENCE, true);
        }
    }

    private static boolean fold(Tape tape, int index, Pattern pattern, boolean negative) {
        Pattern.Match match = new Pattern.Match(tape, index, 3);
        if (!pattern.matches(new Tape.Operand.Register(index), match)) return false;
        List<Tape.Operand> operands = new ArrayList<>(match.operands(0, 3));
        Tape.@Nullable Operand half = undoubled(tape, operands, match);
        if (half != null) {
            double literal = ((Tape.Operand.Literal) operands.get(NUMBER)).value();
            operands.set(1, half);
            operands.set(NUMBER, new Tape.Operand.Literal(2 * literal));
        }
        for (int inner : match.inner) tape.instructions.set(inner, Tape.Instruction.NOTHING);
        tape.instructions.set(index, new Tape.Instruction(new Tape.Action.AddScaled(negative), Lane.FLOAT, operands));
        return true;
    }

    /** What y is twice of, if s is a literal, which can then be doubled instead: that is exact. */
    private static Tape.@Nullable Operand undoubled(Tape tape, List<Tape.Operand> operands, Pattern.Match sum) {
        Pattern.Match match = new Pattern.Match(tape, -1, 1);
        boolean found = operands.get(NUMBER) instanceof Tape.Operand.Literal && DOUBLE.matches(operands.get(1), match);
        if (!found) return null;
        sum.inner.addAll(match.inner);
        return match.operands[0];
    }
}
