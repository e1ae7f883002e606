/**
 * Stages 6 to 8 of 8 - task.detection: numbers of a detector's head in, boxes out.
 *
 * <p>Forms of boxes, their overlap, and non-maximum suppression.
 */
package org.scissionlite.task.detection;
