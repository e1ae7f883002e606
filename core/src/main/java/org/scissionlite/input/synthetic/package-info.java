/**
 * Shared by stages 3 to 8 - synthetic images: a seed in, pictures of rolled steel strip out, sound
 * and with six kinds of defects.
 *
 * <p>For those who have no images of their own yet: a data set to train, cut and evaluate with. The
 * pictures look like strip under a line camera; a model that is trained on them knows nothing about
 * a real mill.
 */
package org.scissionlite.input.synthetic;
