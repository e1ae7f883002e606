/** How alike two pictures are: signal to noise, and structural similarity. Stage 6 of 8. */
package org.scissionlite.evaluation.similarity;
