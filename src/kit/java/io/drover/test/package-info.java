/** Tests of an installation's routes and definitions: what the archive {@code drover-test} holds. */
package io.drover.test;
