/**
 * The lesson "Avoiding Overfitting / Transfer Learning", cell by cell. Begin with {@link
 * org.rhyton.examples.notebook.Lesson}, which reads from top to bottom like the notebook that it follows.
 */
@NullMarked
package org.rhyton.examples.notebook;

import org.jspecify.annotations.NullMarked;
