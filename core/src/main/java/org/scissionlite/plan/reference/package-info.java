/**
 * Stage 4 of 8 - plan: benchmark files of the Python predecessors in, their planners' answers out.
 *
 * <p>Three planners answer as Scission, ScissionTL and ScissionTL for Triton do, their errors
 * included, so that users can move over and compare. {@link org.scissionlite.plan.Planner} is the
 * one to plan with.
 */
package org.scissionlite.plan.reference;
