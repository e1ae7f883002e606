/**
 * Stage 4 of 8 - plan, the search: a question and the measured systems in, the best routes out, by
 * dynamic programming over blocks and systems.
 *
 * <p>The search walks the blocks once and keeps, for every system and cut, only the few best ways
 * to get there, so its memory does not grow with the number of scenarios.
 */
package org.scissionlite.plan.search;
