package io.operatefirst.oncall.intake.alertmanager;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.intake.alertmanager.RealAlertmanagers.Posted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alerts that OpenShift itself has, all at once. */
final class OpenShiftAlerts {

  private static final Pattern LINE =
      Pattern.compile("^(\\w+),(critical|warning|info|none),[^,]*,([^,]*),\"?(.*?)\"?$");

  private OpenShiftAlerts() {}

  /** Two pods of each, those of Kubernetes itself in two namespaces. */
  static List<Posted> all() throws IOException {
    List<Posted> alerts = new ArrayList<>();
    try (InputStream file = OpenShiftAlerts.class.getResourceAsStream("/alertmanager/alerts.csv")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        Matcher columns = LINE.matcher(line);
        if (columns.matches()) {
          for (String namespace :
              columns.group(1).startsWith("Kube")
                  ? List.of("openshift-monitoring", "shop")
                  : List.of("openshift-monitoring")) {
            alerts.add(posted(columns, namespace, "a"));
            alerts.add(posted(columns, namespace, "b"));
          }
        }
      }
    }
    return alerts;
  }

  private static Posted posted(Matcher columns, String namespace, String pod) {
    Map<String, String> labels = new HashMap<>();
    labels.put("alertname", columns.group(1));
    labels.put("severity", columns.group(2));
    labels.put("namespace", namespace);
    labels.put("pod", columns.group(1) + "-" + pod);
    // Nodes of their own, so that those that are not ready inhibit no others.
    labels.put("instance", columns.group(1));
    labels.put("node", columns.group(1));
    labels.put("scene", "mass");
    Map<String, String> annotations = new HashMap<>();
    annotations.put("summary", columns.group(4));
    if (!columns.group(3).isEmpty()) {
      annotations.put("runbook_url", columns.group(3));
    }
    return Posted.of(labels).says(annotations);
  }

  /** The labels by which alerts of one entry are told from those of others. */
  static Map<String, String> group(OnCallLogEntry entry) {
    Map<String, String> labels = new TreeMap<>();
    entry
        .getSpec()
        .source()
        .alert()
        .labels()
        .forEach(label -> labels.put(label.name(), label.value()));
    return labels;
  }
}
