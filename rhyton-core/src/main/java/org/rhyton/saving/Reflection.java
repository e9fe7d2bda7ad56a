package org.rhyton.saving;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;

/** Calls constructors and accessors, and tells who may not why, and what to do. */
final class Reflection {
    private Reflection() {}

    /** A call of a member. */
    interface Call<T, R> {
        R on(T member) throws InvocationTargetException, IllegalAccessException, InstantiationException;
    }

    /**
     * Calls a constructor or accessor; what it throws itself comes out as it is.
     *
     * @param type the class that the member belongs to
     * @throws ConfigException when this module may not call it
     */
    static <T extends AccessibleObject, R> R call(Class<?> type, T member, Call<T, R> call) {
        try {
            // Records of a module that opens nothing may still be public and exported: then this is not needed.
            member.trySetAccessible();
            return call.on(member);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) throw thrown;
            if (e.getCause() instanceof Error thrown) throw thrown;
            throw new ConfigException("Making a " + type.getName() + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new ConfigException(remedy(type), e);
        } catch (InstantiationException e) {
            throw new ConfigException("Making a " + type.getName() + " failed: " + e, e);
        }
    }

    private static String remedy(Class<?> type) {
        Module module = type.getModule();
        Module own = Reflection.class.getModule();
        String reader = own.isNamed() ? own.getName() : "ALL-UNNAMED";
        return (type.isRecord() ? "The record " : "The class ") + type.getName() + " cannot be read by " + reader
                + ". Add the line\n    opens "
                + type.getPackageName() + " to " + reader + ";\nto module-info.java of the module " + module.getName()
                + ", or make it public in an exported package.";
    }
}
