/**
 * Shared by stages 3 to 8 - input: images and labels in, tensors out.
 *
 * <p>Accuracy depends on the preprocessing, so it is a value that a bundle carries.
 */
package org.scissionlite.input;
