package io.waymark.e2e;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What a process of Java on this machine holds after it has collected all that nobody needs.
 *
 * @param heap bytes of objects
 * @param metaspace bytes of classes
 */
record JvmMemory(long heap, long metaspace) {

  // Whom it connects to is a process that the test has started, on this machine.
  @SuppressWarnings("BanJNDI")
  static JvmMemory of(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try (JMXConnector connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
        return collected(connector.getMBeanServerConnection());
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new IllegalStateException("process " + pid + " does not say what it holds", e);
    }
  }

  private static JvmMemory collected(MBeanServerConnection beans) throws IOException {
    MemoryMXBean memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
    // What the first one finalizes or cleans up the second one takes.
    memory.gc();
    memory.gc();
    long metaspace =
        ManagementFactory.getPlatformMXBeans(beans, MemoryPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum();
    return new JvmMemory(memory.getHeapMemoryUsage().getUsed(), metaspace);
  }
}
