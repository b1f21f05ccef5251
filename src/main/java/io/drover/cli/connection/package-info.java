/** Commands about connections to other systems. */
package io.drover.cli.connection;
