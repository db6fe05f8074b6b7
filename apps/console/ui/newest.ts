/**
 * Takes answers in the order in which they were asked for: a slow one that comes after a newer one is dropped, for it
 * would bring back what its reader has left.
 */
export function newest<T>(take: (answer: T) => void): (asked: Promise<T>) => Promise<T> {
  let asked = 0;
  let taken = 0;
  return async (coming) => {
    const mine = ++asked;
    const answer = await coming;
    if (mine > taken) {
      taken = mine;
      take(answer);
    }
    return answer;
  };
}
