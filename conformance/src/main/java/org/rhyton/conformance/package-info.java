/** Compares Rhyton with what Keras computed and wrote, case by case. */
@NullMarked
package org.rhyton.conformance;

import org.jspecify.annotations.NullMarked;
