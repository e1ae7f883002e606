/**
 * Shared by stages 3 to 8 - how a picture of any size becomes one of a model's input: turned
 * upright, scaled, cropped or bordered.
 */
package org.scissionlite.input.fit;
