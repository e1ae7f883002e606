/**
 * Stages 6 to 8 of 8 - task: output tensors in, what a person reads of them out.
 *
 * <p>A {@link org.scissionlite.task.Task} says how the answer of a model reads: scores of classes,
 * boxes, a mask, an anomaly map, or tensors of which nothing is known.
 */
package org.scissionlite.task;
