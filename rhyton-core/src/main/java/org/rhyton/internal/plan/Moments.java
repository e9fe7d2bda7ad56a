package org.rhyton.internal.plan;

import static org.rhyton.internal.kernel.Binary.ADD;
import static org.rhyton.internal.kernel.Binary.DIV;
import static org.rhyton.internal.kernel.Binary.MUL;
import static org.rhyton.internal.kernel.Binary.SUB;
import static org.rhyton.internal.kernel.Unary.FLUSHED_SQUARE;
import static org.rhyton.internal.kernel.Unary.SQRT;
import static org.rhyton.internal.plan.Pattern.apply;
import static org.rhyton.internal.plan.Pattern.map;
import static org.rhyton.internal.plan.Pattern.named;
import static org.rhyton.internal.plan.Pattern.number;
import static org.rhyton.internal.plan.Pattern.vector;

import java.util.List;
import org.rhyton.internal.kernel.Unary;

/**
 * Finds the steps of Adam and Nadam on a tape and makes one instruction of each, for which there is a kernel with the
 * same bits. A pass over their fifteen small instructions is bound by the first-level cache, and was the longest part of
 * a training step.
 *
 * <p>The instruction's operands: weights, gradient, mean, mean square; the registers that get the new moments; then the
 * numbers that the kernel takes, in its order. Its result is the new weights.
 */
final class Moments {
    private static final int NEW_MEAN = 4;
    private static final int NEW_SQUARE = 5;

    /** The operands from here on are numbers. */
    static final int FIRST_NUMBER = 6;

    private static final Pattern GRADIENT = vector(1);

    /** m + (g − m)·share; the step needs it, and what is stored of it. */
    private static final Pattern MEAN = named(
            NEW_MEAN,
            apply(
                    new Tape.Action.Map2(ADD),
                    2,
                    vector(2),
                    map(MUL, map(SUB, GRADIENT, vector(2)), number(FIRST_NUMBER))));

    private static final Pattern SQUARES = named(
            NEW_SQUARE,
            apply(
                    new Tape.Action.Map2(ADD),
                    2,
                    vector(3),
                    map(MUL, map(SUB, map(FLUSHED_SQUARE, GRADIENT), vector(3)), number(FIRST_NUMBER + 1))));

    private static final Pattern ADAM = map(
            SUB,
            vector(0),
            map(DIV, map(MUL, MEAN, number(FIRST_NUMBER + 2)), map(ADD, map(SQRT, SQUARES), number(FIRST_NUMBER + 3))));

    private static final Pattern NADAM = map(
            SUB,
            vector(0),
            map(
                    DIV,
                    map(ADD, map(MUL, MEAN, number(FIRST_NUMBER + 2)), map(MUL, GRADIENT, number(FIRST_NUMBER + 3))),
                    map(ADD, map(SQRT, map(MUL, SQUARES, number(FIRST_NUMBER + 4))), number(FIRST_NUMBER + 5))));

    private Moments() {}

    /** Changes the tape where it can. */
    static void fold(Tape tape) {
        for (int i = 0; i < tape.instructions.size(); i++) {
            if (!flushes(tape.instructions.get(i))) continue;
            Tape.Operand step = tape.instructions.get(i).operands().getFirst();
            if (!fold(tape, i, step, ADAM, FIRST_NUMBER + 4, false)) {
                fold(tape, i, step, NADAM, FIRST_NUMBER + 6, true);
            }
        }
    }

    private static boolean fold(
            Tape tape, int last, Tape.Operand step, Pattern pattern, int operands, boolean looksAhead) {
        Pattern.Match match = new Pattern.Match(tape, -1, operands);
        if (!pattern.matches(step, match)) return false;
        List<Tape.Operand> found = match.operands(0, operands);
        int mean = flushOf(tape, found.get(NEW_MEAN));
        int square = flushOf(tape, found.get(NEW_SQUARE));
        if (mean < 0 || square < 0) return false;
        found.set(NEW_MEAN, new Tape.Operand.Register(mean));
        found.set(NEW_SQUARE, new Tape.Operand.Register(square));
        for (int index : match.inner) {
            tape.instructions.set(index, Tape.Instruction.NOTHING);
        }
        Tape.Instruction reserve = new Tape.Instruction(new Tape.Action.Reserve(last), Lane.FLOAT, List.of());
        tape.instructions.set(mean, reserve);
        tape.instructions.set(square, reserve);
        tape.instructions.set(last, new Tape.Instruction(new Tape.Action.MomentStep(looksAhead), Lane.FLOAT, found));
        return true;
    }

    private static boolean flushes(Tape.Instruction instruction) {
        return instruction.action().equals(new Tape.Action.Map1(Unary.FLUSH));
    }

    /** The instruction that flushes an operand; −1 if there is none. */
    private static int flushOf(Tape tape, Tape.Operand operand) {
        for (int i = 0; i < tape.instructions.size(); i++) {
            Tape.Instruction instruction = tape.instructions.get(i);
            if (flushes(instruction) && instruction.operands().getFirst().equals(operand)) return i;
        }
        return -1;
    }
}
