package org.rhyton.saving;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that is a record of its own, whose keys stand among those of the record around it: {@code record Config(
 * @Flattened LSTMCell.Config cell, @Flattened Options options)}. So hyperparameters that several classes have are declared
 * once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Flattened {}
