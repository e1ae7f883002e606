/**
 * Stage 4 of 8 - plan, the answer's parts: a scenario is a route of segments and hops with its
 * predicted latency, bytes and spread.
 */
package org.scissionlite.plan.scenario;
