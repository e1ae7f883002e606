/**
 * Shared by stages 3 to 8 - how a camera was held: the orientation that photographs carry in their
 * EXIF data.
 */
package org.scissionlite.input.exif;
