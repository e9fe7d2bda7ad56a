package org.rhyton.saving;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that older files have under another name: {@code @Renamed(from = "lr", to = "learning_rate")}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Renamed.All.class)
public @interface Renamed {
    /** The key in older files. */
    String from();

    /** The key of today. */
    String to();

    /** Several of them on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Renamed[] value();
    }
}
