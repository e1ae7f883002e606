/**
 * The pictures of a plan: the plan and the profiles that it stands on in, charts out (for stage 4,
 * the command {@code plan}).
 */
package org.scissionlite.cli.plan.picture;
