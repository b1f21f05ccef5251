/** Health checks, which tell the health page how a server is. */
package io.drover.server.health;
