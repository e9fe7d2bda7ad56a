/**
 * Saving: configs as records, records as Keras's JSON, and back.
 *
 * <p>Whatever is written into a file is a {@link org.rhyton.saving.Saveable}: it has a Keras class name and a config,
 * which is a record. The components of the record are the keys of Keras's JSON, camelCase on one side and snake_case on
 * the other:
 *
 * <pre>{@code
 * public record L2(double l2) implements Regularizer {}      // {"class_name": "L2", "config": {"l2": 0.01}}
 * }</pre>
 *
 * <p>A {@link org.rhyton.saving.Catalogue} lists the classes of one kind (all initializers, all layers); a {@link
 * org.rhyton.saving.Registry} joins the catalogues, and a program adds its own classes to it. A {@link
 * org.rhyton.saving.ConfigReader} makes objects of JSON and a {@link org.rhyton.saving.ConfigWriter} JSON of objects,
 * both told which Keras is on the other side. {@link org.rhyton.saving.Json} is the text itself, as Python's {@code
 * json} module writes it. {@link org.rhyton.saving.Configs} has the defaults of a config and changed copies of it, which
 * the setters of layers are made of.
 *
 * <p>Nothing is ever different in silence: an unknown class, an unknown key, a value of another type is a {@link
 * org.rhyton.saving.SavingException} that says where it stands, what was found and what would be right. Files are
 * hostile input: what is read is bounded, and no class is ever made that is not in the registry.
 */
@NullMarked
package org.rhyton.saving;

import org.jspecify.annotations.NullMarked;
