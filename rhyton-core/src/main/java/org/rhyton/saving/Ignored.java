package org.rhyton.saving;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of Keras that the annotated config has no component for, and that means nothing while it holds one of the given
 * values: {@code @Ignored(key = "time_major", when = "false")}. With any other value it is an error.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Ignored.All.class)
public @interface Ignored {
    /** The key in JSON. */
    String key();

    /** The values that mean nothing, each as JSON text; null when not said. */
    String[] when() default "null";

    /** Several of them on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Ignored[] value();
    }
}
