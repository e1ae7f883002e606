/**
 * Stage 6 of 8 - training, the trials of a search: a transfer layer and images in, what it sends
 * and what answers it changes out.
 */
package org.scissionlite.training.search.trial;
