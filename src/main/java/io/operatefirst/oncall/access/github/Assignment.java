package io.operatefirst.oncall.access.github;

import java.io.IOException;
import java.net.HttpURLConnection;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.HttpException;

/** Assigns issues to engineers, by what a rotation's list calls them on GitHub. */
public final class Assignment {

  private static final int UNPROCESSABLE = 422;

  private Assignment() {}

  /**
   * Assigns one. Who may not be assigned GitHub leaves out without a word.
   *
   * @param login as the list has it
   * @return false where GitHub knows nobody of that name, or refuses
   * @throws IOException where it may be better in a moment
   */
  public static boolean to(String login, GHIssue issue, GitHub api) throws IOException {
    try {
      issue.addAssignees(api.getUser(login));
      return true;
    } catch (GHFileNotFoundException e) {
      return false;
    } catch (HttpException e) {
      if (e.getResponseCode() == UNPROCESSABLE
          || e.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
