/**
 * Shared by all commands: where models come from, and what lies beside them (labels,
 * preprocessing).
 */
package org.scissionlite.cli.source;
