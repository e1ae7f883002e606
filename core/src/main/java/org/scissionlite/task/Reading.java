package org.scissionlite.task;

/** What was read of an answer. */
public sealed interface Reading permits ClassScores, Boxes, ClassMask, AnomalyMap, Values {}
