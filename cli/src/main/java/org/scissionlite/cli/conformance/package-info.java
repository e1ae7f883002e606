/** The command that tries a server on the Open Inference Protocol, call by call. */
package org.scissionlite.cli.conformance;
