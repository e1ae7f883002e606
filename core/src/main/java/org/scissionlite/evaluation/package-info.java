/**
 * Stage 6 of 8 - evaluation: bundle or model and labelled images in, accuracy and bytes out.
 *
 * <p>Every {@link org.scissionlite.evaluation.Subject} answers the same images: the uncut model,
 * the slices of a bundle with the bytes that really cross, and the pictures sent as JPEG or WebP.
 * They are compared image by image.
 */
package org.scissionlite.evaluation;
