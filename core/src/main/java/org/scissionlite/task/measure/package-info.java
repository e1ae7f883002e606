/**
 * Stage 6 of 8 - task.measure: answers of a model, those of the uncut one and labels in, how good
 * they are out.
 *
 * <p>Mean average precision, mean intersection over union, AUROC and agreement with the uncut
 * model; each for any weighting of the images, so that intervals come by bootstrap.
 */
package org.scissionlite.task.measure;
