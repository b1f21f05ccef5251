/** From files to what runs: loads routes and definitions, takes up changes, and keeps what ran when a change is bad. */
package io.drover.deploy;
