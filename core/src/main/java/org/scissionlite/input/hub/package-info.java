/**
 * Shared by stages 3 to 8 - the files that model hubs ship beside a model: how its pictures are
 * preprocessed, and what its classes are called.
 */
package org.scissionlite.input.hub;
