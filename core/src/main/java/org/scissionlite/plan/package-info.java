/**
 * Stage 4 of 8 - plan: profiles and a network in, scenarios out, best first (the paper's ScissionTL
 * Predict).
 *
 * <p>A {@link org.scissionlite.plan.Planner} answers a {@link
 * org.scissionlite.plan.question.Question} with a {@link org.scissionlite.plan.Plan}:
 *
 * <pre>{@code
 * Planner planner = new Planner(List.of(deviceProfile, edgeProfile), NetworkFile.read(csv));
 * Scenario best = planner.plan(Question.fastest()).best();
 * }</pre>
 *
 * <p>What is asked stands in {@code question}, what is answered in {@code scenario}; {@code search}
 * finds it, {@code analysis} explains it.
 */
package org.scissionlite.plan;
