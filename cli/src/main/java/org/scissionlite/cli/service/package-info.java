/** Shared by the commands that run until they are stopped: what a service manager is told. */
package org.scissionlite.cli.service;
