/**
 * Stage 4 of 8 - plan, its analysis: a planner and its answer in, out why it is the best, when
 * another one would be, and which constraint is in the way.
 */
package org.scissionlite.plan.analysis;
