/** Routes as people see and hold them: how they do, stop, start, try. */
package io.drover.deploy.control;
