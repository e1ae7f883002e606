/**
 * The command line: one package a task, each command a thin shell over the public classes of the
 * stages. {@code terminal} and {@code source} are what they share.
 */
package org.scissionlite.cli;
