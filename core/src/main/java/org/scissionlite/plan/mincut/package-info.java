/**
 * Stage 4 of 8 - plan, any split: a model graph and two profiles in, the fastest of all splits of
 * the graph out, whatever number of tensors it sends.
 */
package org.scissionlite.plan.mincut;
