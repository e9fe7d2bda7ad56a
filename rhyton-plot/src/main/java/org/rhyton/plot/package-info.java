/**
 * Pictures of training, predictions and models, without a window: PNG and SVG, light and dark.
 *
 * <pre>{@code
 * import static org.rhyton.plot.Plots.*;
 *
 * learningCurves(history).save(Path.of("curves.svg"));
 * plotModel(model).theme(Theme.DARK).save(Path.of("model.png"));
 * }</pre>
 *
 * <p>{@link org.rhyton.plot.Plots} makes them; each is a {@link org.rhyton.plot.Picture} of its own class, which measures
 * itself and draws on a {@code Canvas}: charts by JFreeChart, and around them shapes, texts and images. PNG needs nothing
 * else; SVG needs {@code org.jfree:org.jfree.svg}, which whoever wants it adds.
 *
 * <p>Meaning is never carried by colour alone, and the colours themselves are told apart by the colour-blind (Okabe and
 * Ito 2008).
 */
@NullMarked
package org.rhyton.plot;

import org.jspecify.annotations.NullMarked;
