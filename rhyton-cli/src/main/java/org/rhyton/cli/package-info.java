/**
 * The program {@code rhyton} for model files: {@code summary}, {@code predict}, {@code convert}, {@code diff}. Each command
 * is a class; {@link org.rhyton.cli.Format} tells formats by the endings of names, {@link org.rhyton.cli.ModelSource} makes
 * models of files, {@link org.rhyton.cli.ArrayFiles} reads and writes the arrays that go in and out.
 *
 * <p>What goes wrong is one line on the error stream that says what to do. Programs can rely on the exit codes, which the
 * help of each command lists.
 */
@NullMarked
package org.rhyton.cli;

import org.jspecify.annotations.NullMarked;
