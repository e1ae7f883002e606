/**
 * Stage 4 of 8 - plan, evidence: profiles and evidence in, the same profiles with the transfer
 * layers and bytes that were measured out.
 */
package org.scissionlite.plan.evidence;
