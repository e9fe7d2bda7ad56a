package org.rhyton.optimizers;

import java.util.IdentityHashMap;
import org.rhyton.ops.Variable;

/** One kind of an optimizer's state: a variable for each of the variables that it updates. */
public final class Slot {
    private final String name;
    private final IdentityHashMap<Variable, Variable> states = new IdentityHashMap<>();

    Slot(String name) {
        this.name = name;
    }

    /** What is kept: {@code momentum}. */
    public String name() {
        return name;
    }

    void put(Variable variable, Variable state) {
        states.put(variable, state);
    }

    /** Whether there is state for a variable. */
    public boolean has(Variable variable) {
        return states.containsKey(variable);
    }

    /**
     * The state that belongs to a variable.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Variable of(Variable variable) {
        Variable state = states.get(variable);
        if (state == null) {
            throw new IllegalArgumentException("there is no state '" + name + "' for the variable " + variable.path());
        }
        return state;
    }
}
