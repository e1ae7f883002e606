/**
 * Shared by all commands: what each of them has, progress, tables of text, and what is said when
 * one is stopped.
 */
package org.scissionlite.cli.terminal;
