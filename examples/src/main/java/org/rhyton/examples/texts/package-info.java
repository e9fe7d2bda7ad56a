/** Models that take texts: {@link org.rhyton.examples.texts.Sentiment} learns from sentences as they are. */
@NullMarked
package org.rhyton.examples.texts;

import org.jspecify.annotations.NullMarked;
