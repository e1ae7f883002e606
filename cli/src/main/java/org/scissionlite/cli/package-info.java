/**
 * The command line: one class a command, each a thin shell over the public classes of the stages.
 */
package org.scissionlite.cli;
