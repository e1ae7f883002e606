/**
 * Stage 4 of 8 - plan: profiles and a network in, scenarios out, best first (the paper's ScissionTL
 * Predict).
 *
 * <p>A {@link org.scissionlite.plan.Planner} answers a {@link org.scissionlite.plan.Question} with
 * a {@link org.scissionlite.plan.Plan}:
 *
 * <pre>{@code
 * Planner planner = new Planner(List.of(deviceProfile, edgeProfile), NetworkFile.read(csv));
 * Scenario best = planner.plan(Question.fastest()).best();
 * }</pre>
 *
 * <p>The search walks the blocks once and keeps, for every system and cut, only the few best ways
 * to get there, so its memory does not grow with the number of scenarios.
 */
package org.scissionlite.plan;
