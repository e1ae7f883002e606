/**
 * Stage 6 of 8 - task.truth: what people drew by hand in, labels of pictures out.
 *
 * <p>COCO and YOLO files of boxes, masks as PNG, and which pictures are sound.
 */
package org.scissionlite.task.truth;
