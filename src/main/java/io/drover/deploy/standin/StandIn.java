package io.drover.deploy.standin;

/** An object in place of a user's: of a class that has the constructors and methods of the user's, and does nothing. */
public interface StandIn {}
