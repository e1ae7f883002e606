/**
 * Stages 4 and 6 of 8 - evidence: what evaluation, search and privacy found out about transfer
 * layers at cuts, as one file that the planner reads.
 */
package org.scissionlite.evidence;
