/**
 * Stage 6 of 8 - statistics: counts of right and wrong answers in, what they prove out.
 *
 * <p>The search for a transfer layer and the evaluation share it; nothing here knows of models.
 */
package org.scissionlite.statistics;
